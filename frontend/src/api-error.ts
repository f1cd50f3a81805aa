export type ApiErrorKind =
  | "not-found"
  | "expired"
  | "signed-out"
  | "forbidden"
  | "bad-request"
  | "busy"
  | "unavailable"
  | "offline";

/** What the server said, if it said anything: the status and the JSON body. */
export interface Answer {
  status: number;
  body: unknown;
}

/** A failed request, by what the reader can do about it. `details` is the server's own word. */
export class ApiError extends Error {
  readonly answer: Answer | undefined;

  constructor(
    readonly kind: ApiErrorKind,
    readonly details = "",
    options: ErrorOptions & { answer?: Answer } = {},
  ) {
    super(details || kind, options);
    this.name = "ApiError";
    this.answer = options.answer;
  }

  /** Asking again by itself can't help: what is gone stays gone, and nobody is signed in by waiting. */
  get isFinal(): boolean {
    return FINAL.has(this.kind);
  }

  /** Names the case among those of its kind, as the API's document lists them. */
  get code(): unknown {
    return (this.answer?.body as { code?: unknown } | null | undefined)?.code;
  }
}

const FINAL = new Set<ApiErrorKind>(["signed-out", "forbidden", "bad-request", "not-found"]);

const KIND_OF_STATUS: Record<number, ApiErrorKind> = {
  400: "bad-request",
  401: "signed-out",
  403: "forbidden",
  404: "not-found",
  429: "busy",
};

/** Maps an unsuccessful answer; a status without a meaning of its own is `unavailable`. */
export function apiError(status: number, body: unknown): ApiError {
  return new ApiError(KIND_OF_STATUS[status] ?? "unavailable", detailsOf(body), { answer: { status, body } });
}

/** Maps whatever a request threw: without an answer there was no connection. */
export function asApiError(error: unknown): ApiError {
  return error instanceof ApiError ? error : new ApiError("offline", "", { cause: error });
}

function detailsOf(body: unknown): string {
  if (typeof body !== "object" || body === null) return "";
  const { error, details } = body as Record<string, unknown>;
  return [error, details].filter((part) => typeof part === "string").join(": ");
}
