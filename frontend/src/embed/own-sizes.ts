/**
 * Styles whose sizes do not depend on the page around: `rem` is the root's font size, which is the page's
 * to choose. Conditions (`@media`, `@container`) can't hold a custom property and stay.
 */
export function ownSizes(styles: string): string {
  return styles.replace(/@[^{;]*|(-?[\d.]+)rem\b/g, (whole, size?: string) =>
    size === undefined ? whole : `calc(${size} * var(--size-root, 16px))`,
  );
}
