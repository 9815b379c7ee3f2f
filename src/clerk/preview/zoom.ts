/** `fit`: as wide as the pane. Else a factor: 1 is 100 %. */
export type Zoom = 'fit' | number;

const steps = [0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 2.5, 3] as const;
export const smallest = steps[0];
export const largest = 3;

const key = 'nysan-preview-zoom';

/** The next larger or smaller step from a factor; the factor itself at the end of the steps. */
export function stepFrom(factor: number, direction: 1 | -1): number {
  const next =
    direction === 1 ? steps.find((step) => step > factor * 1.01) : steps.findLast((step) => step < factor * 0.99);
  return next ?? (direction === 1 ? largest : smallest);
}

export function withinLimits(factor: number): number {
  return Math.min(largest, Math.max(smallest, factor));
}

/** The zoom of the last time. */
export function rememberedZoom(): Zoom {
  try {
    const kept = Number(localStorage.getItem(key));
    return kept > 0 ? withinLimits(kept) : 'fit';
  } catch {
    // A browser without storage begins anew.
    return 'fit';
  }
}

export function rememberZoom(zoom: Zoom): void {
  try {
    localStorage.setItem(key, String(zoom));
  } catch {
    // Remembering is a comfort only.
  }
}
