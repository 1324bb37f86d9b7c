/** The product's mark: a door within a door. */
export function BrandMark({ size = 32, label }: { size?: number; label: string }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" role="img" aria-label={label}>
      <rect width="32" height="32" rx="7" fill="var(--primary)" />
      <path
        d="M8 26V14a8 8 0 0 1 16 0v12"
        fill="none"
        stroke="var(--on-primary)"
        strokeWidth="2.5"
        strokeLinecap="round"
      />
      <path d="M13 26V14.5a3 3 0 0 1 6 0V26z" fill="var(--on-primary)" />
    </svg>
  );
}
