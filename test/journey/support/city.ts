import { type RunningCity, startCity } from '../../../sync/city/server.ts';

/** The real gateway in this process, on a port it keeps: it can go away and come back. */
export interface TestCity {
  readonly url: string;
  running(): RunningCity;
  down(): Promise<void>;
  up(): Promise<void>;
}

export async function openTestCity(dataDir: string): Promise<TestCity> {
  let city: RunningCity | null = await startCity({ dataDir });
  const { url } = city;
  const port = Number(new URL(url).port);
  return {
    url,
    running() {
      if (city === null) throw new Error('the city is down');
      return city;
    },
    async down() {
      await city?.close();
      city = null;
    },
    async up() {
      city ??= await startCity({ dataDir, port });
    },
  };
}
