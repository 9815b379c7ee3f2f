/** The present instant as records spell it: ISO 8601, UTC, whole seconds. */
export type Clock = () => string;
