import { describe, expect, it } from 'vitest';
import { percentile, summarise } from './stats.ts';

describe('percentile', () => {
  it('takes the nearest rank, whatever the order', () => {
    const values = [50, 15, 40, 20, 35];
    expect(percentile(values, 0.3)).toBe(20);
    expect(percentile(values, 0.4)).toBe(20);
    expect(percentile(values, 0.5)).toBe(35);
    expect(percentile(values, 1)).toBe(50);
    expect(percentile(values, 0)).toBe(15);
    expect(values).toEqual([50, 15, 40, 20, 35]);
  });

  it('leaves one in a hundred above the 99th', () => {
    const values = Array.from({ length: 100 }, (_, i) => i + 1);
    expect(percentile(values, 0.95)).toBe(95);
    expect(percentile(values, 0.99)).toBe(99);
    expect(percentile([7], 0.99)).toBe(7);
  });

  it('refuses no values and shares outside 0 to 1', () => {
    expect(() => percentile([], 0.5)).toThrow(RangeError);
    expect(() => percentile([1], 1.5)).toThrow(RangeError);
    expect(() => percentile([1], Number.NaN)).toThrow(RangeError);
  });

  it('sums up', () => {
    expect(summarise([1, 2, 3, 10])).toEqual({ count: 4, p50: 2, p95: 10, p99: 10, mean: 4 });
  });
});
