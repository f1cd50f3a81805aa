import { ApiError, apiError, asApiError } from "./api-error.ts";
import type { Attempts, ExecutionLog, ExecutionPage } from "./contract.ts";

/** Gives a valid access token; `renew` asks for a new one because the last was refused. */
export type AccessToken = (options?: { renew: boolean }) => Promise<string>;

const ANSWER_LIMIT_MS = 30_000; // API Gateway itself gives up after 30 s.

/** What a request sends: headers of its own, and a JSON body if it is a POST. */
export interface Message {
  body?: object;
  headers?: Record<string, string>;
}

/** A log, and the tag by which the same question can be asked again cheaply. */
export interface LogAnswer {
  log: ExecutionLog;
  etag: string | undefined;
}

export const EXPORT_FORMATS = ["csv", "json", "markdown", "otlp"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** A log as a file to keep. */
export interface LogFile {
  name: string;
  content: Blob;
}

interface LogQuestion {
  executionId?: string | undefined;
  afterSeq?: number | undefined;
}

/** A first answer that was asked for before the part of the page that shows it was there. */
interface Ahead {
  question: string;
  answer: Promise<LogAnswer | "unchanged">;
}

/** The only place that talks to the API. Every method throws ApiError, or AbortError if aborted. */
export class ExecutionLogApi {
  #ahead: Ahead | undefined;

  constructor(
    private readonly accessToken: AccessToken,
    private readonly apiUrl = "",
  ) {}

  /** A page of the list, with the list's own parameters. */
  executions(query: Query, signal: AbortSignal): Promise<ExecutionPage> {
    return this.#read("", query, signal);
  }

  /** One log: the newest attempt, or `executionId`'s; only steps after `afterSeq` where given. */
  log(trackingId: string, { executionId, afterSeq }: LogQuestion, signal: AbortSignal): Promise<ExecutionLog> {
    return this.ask(logPath(trackingId), logQuery(executionId, afterSeq), signal);
  }

  /** Asks for a log now; who asks for it first gets this answer. */
  readAhead(trackingId: string, executionId: string | undefined): void {
    const answer = this.logIfChanged(trackingId, { executionId, etag: undefined }, new AbortController().signal);
    answer.catch(() => undefined); // whoever takes it hears of it
    this.#ahead = { question: logPath(trackingId) + queryString(logQuery(executionId, undefined)), answer };
  }

  /** The same, or "unchanged" if the answer would be the one that `etag` came with. */
  logIfChanged(
    trackingId: string,
    { executionId, afterSeq, etag }: LogQuestion & { etag: string | undefined },
    signal: AbortSignal,
  ): Promise<LogAnswer | "unchanged"> {
    const query = logQuery(executionId, afterSeq);
    const ahead = this.#ahead;
    this.#ahead = undefined;
    if (!etag && ahead?.question === logPath(trackingId) + queryString(query)) return ahead.answer;
    const headers = etag ? { "If-None-Match": etag } : {};
    return this.#ask(logPath(trackingId), query, signal, logAnswerOf, { headers });
  }

  /** One attempt's log as a file. */
  file(trackingId: string, { executionId, format }: { executionId: string; format: ExportFormat }): Promise<LogFile> {
    const query = { format, execution_id: executionId };
    return this.#ask(`${logPath(trackingId)}/export`, query, new AbortController().signal, logFileOf);
  }

  attempts(trackingId: string, signal: AbortSignal): Promise<Attempts> {
    return this.#read(`/${encodeURIComponent(trackingId)}/executions`, {}, signal);
  }

  /** The `data` of any address under /api/: a GET, or a POST where there is a message. */
  ask<Data>(path: string, query: Query, signal: AbortSignal, message?: Message): Promise<Data> {
    return this.#ask(path, query, signal, dataOf<Data>, message);
  }

  /** The same where the answer may be a file. */
  askForFile<Data>(path: string, message: Message, signal: AbortSignal): Promise<LogFile | Data> {
    const answerOf = (response: Response) =>
      response.headers.has("Content-Disposition") ? logFileOf(response) : dataOf<Data>(response);
    return this.#ask<LogFile | Data>(path, {}, signal, answerOf, message);
  }

  async #ask<Answer>(
    path: string,
    query: Query,
    signal: AbortSignal,
    answerOf: (response: Response) => Promise<Answer>,
    message?: Message,
  ): Promise<Answer> {
    const url = `${this.apiUrl}/api/${path}${queryString(query)}`;
    try {
      return await answerOf(await this.#authorized(url, signal, message));
    } catch (error) {
      signal.throwIfAborted();
      throw asApiError(error);
    }
  }

  #read<Data>(path: string, query: Query, signal: AbortSignal): Promise<Data> {
    return this.ask(`execution-logs${path}`, query, signal);
  }

  /** A refused token has done nothing yet, so a POST may be sent again, too. */
  async #authorized(url: string, signal: AbortSignal, message?: Message): Promise<Response> {
    const response = await send(url, await this.accessToken(), signal, message);
    if (response.status !== 401) return response;
    return send(url, await this.accessToken({ renew: true }), signal, message);
  }
}

export type Query = Record<string, string | null | undefined>;

function logPath(trackingId: string): string {
  return `execution-logs/${encodeURIComponent(trackingId)}`;
}

function logQuery(executionId: string | undefined, afterSeq: number | undefined): Query {
  return { execution_id: executionId, after_seq: afterSeq?.toString() };
}

function queryString(query: Query): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return given.length > 0 ? `?${new URLSearchParams(given)}` : "";
}

function send(url: string, token: string, signal: AbortSignal, message?: Message): Promise<Response> {
  return fetch(url, {
    ...(message?.body && { method: "POST", body: JSON.stringify(message.body) }),
    headers: {
      Accept: "application/json",
      Authorization: `Bearer ${token}`,
      ...(message?.body && { "Content-Type": "application/json" }),
      ...message?.headers,
    },
    signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_LIMIT_MS)]),
  });
}

async function logAnswerOf(response: Response): Promise<LogAnswer | "unchanged"> {
  if (response.status === 304) return "unchanged";
  return { log: await dataOf<ExecutionLog>(response), etag: response.headers.get("ETag") ?? undefined };
}

async function logFileOf(response: Response): Promise<LogFile> {
  if (!response.ok) throw apiError(response.status, await jsonOf(response));
  const name = /filename="([^"]+)"/.exec(response.headers.get("Content-Disposition") ?? "")?.[1];
  return { name: name ?? "execution-log", content: await response.blob() };
}

async function dataOf<Data>(response: Response): Promise<Data> {
  const body = await jsonOf(response);
  if (response.ok && isSuccess<Data>(body)) return body.data;
  throw apiError(response.status, body);
}

/** A proxy's HTML error page is an answer too: then the status alone speaks. */
async function jsonOf(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch (error) {
    if (response.ok) throw new ApiError("unavailable", "The answer is not JSON", { cause: error });
    return undefined;
  }
}

function isSuccess<Data>(body: unknown): body is { data: Data } {
  return typeof body === "object" && body !== null && "success" in body && body.success === true;
}
