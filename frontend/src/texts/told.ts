/** What the API says beside a code; what it does not know is null. */
export interface Params {
  step?: string | null;
  duration_readable?: string;
  by?: string | null;
  last_sign_at?: string | null;
  attempt?: number | null;
  of?: number | null;
  newest_attempt?: number;
  [name: string]: unknown;
}

/** A moment as the reader's own time of day. */
export type Clock = (iso: string | null | undefined) => string;

/** Says it from the values, for sentences that hold some. */
export type Tell = (params: Params, clock: Clock) => string;

/** By stable code. */
export type Catalogue = Record<string, string | Tell>;
