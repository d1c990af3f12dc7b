import './brand.css';

/** The mark: a shield that holds what was written down. */
export function BrandMark({ size = 28 }: { size?: number }) {
  return (
    <svg className="brand-mark" width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <path d="M16 2 28 6v9c0 7.4-4.9 12.7-12 15C8.900 27.700 4 22.400 4 15V6z" fill="currentColor" />
      <path
        className="brand-lines"
        d="M9.500 12.500h13M9.500 16.500h13M9.500 20.500h7"
        strokeWidth="2.200"
        strokeLinecap="round"
      />
    </svg>
  );
}
