import { LitElement, css, html, nothing } from "lit";
import { customElement, query, state } from "lit/decorators.js";
import {
  type Address,
  VIEWS,
  type View,
  leaveAddress,
  ofAttempt,
  pushAddress,
  pushView,
  readAddress,
  readView,
  replaceAddress,
} from "../address.ts";
import { ExecutionLogApi } from "../api.ts";
import { loadConfig } from "../config.ts";
import type { Export } from "../exports/exports-api.ts";
import type { ExportPanel } from "../exports/exports.ts";
import { readyFormats } from "../format.ts";
import { loadPart } from "../load-part.ts";
import { type Person, SignIn } from "../sign-in.ts";
import { controls } from "../styles/controls.ts";
import { loadTexts } from "../texts.ts";
import { siteTexts } from "../texts/site.ts";
import "./app-header.ts";
import type { ExecutionList } from "./execution-list.ts";
import "./execution-list.ts";
import { failedIcon } from "./icons.ts";
import "./problem-notice.ts";
import "./sign-in-screen.ts";

type Phase = "starting" | "signed-out" | "signed-in";

/** A log to open: what a list knows of it. */
interface Opened {
  tracking_id: string;
  execution_id?: string | null;
  expires_at?: string;
}

const COUNT_LIMIT_MS = 10_000;

/** The pages that few need are loaded when they are asked for. */
const PAGES: Partial<Record<View, () => Promise<unknown>>> = {
  "dead-letters": () => import("../admin/dead-letters-page.ts"),
  audit: () => import("../admin/audit-page.ts"),
};

/** The whole page: signing in, the view and the log that the URL names. */
@customElement("app-shell")
export class AppShell extends LitElement {
  static override styles = [
    controls,
    css`
      main {
        max-inline-size: 90rem;
        margin-inline: auto;
        padding: 24px;
      }

      @media print {
        :host([reading]) > :not(process-log-dialog) {
          display: none;
        }
      }

      @media (max-width: 40rem) {
        main {
          padding: 16px;
        }
      }
    `,
  ];

  @state() private phase: Phase = "starting";
  @state() private failure = "";
  @state() private view: View = "executions";
  @state() private isViewMissing = false;
  @state() private deadLetters = 0;
  @state() private address: Address | undefined;
  /** Not before a log that was opened by its address is there. */
  @state() private isListDue = false;
  @query("execution-list") private readonly list!: ExecutionList | null;
  @query("export-panel") private readonly exports!: ExportPanel | null;
  @query("main > *") private readonly page!: LitElement | null;

  #signIn: SignIn | undefined;
  #api: ExecutionLogApi | undefined;
  #person: Person | undefined;
  #opened: Opened | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("popstate", this.#followAddress);
    this.addEventListener("sign-in", () => void this.#goToSignIn());
    this.#followAddress();
    if (this.address && SignIn.isLikely) loadLog();
    void this.#start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("popstate", this.#followAddress);
  }

  override updated(): void {
    this.toggleAttribute("reading", this.address !== undefined);
  }

  override render() {
    if (this.phase === "starting")
      return html`<slot name="starting"></slot><span class="visually-hidden" role="status">${siteTexts().loading}</span>`;
    return this.phase === "signed-in" ? this.#site() : this.#door();
  }

  async #start(): Promise<void> {
    this.failure = "";
    try {
      const [config] = await Promise.all([loadConfig(), loadTexts().then(readyFormats)]);
      await this.#resume(new SignIn(config));
    } catch (error) {
      this.#fail(error);
    }
    this.#followAddress();
  }

  async #resume(signIn: SignIn): Promise<void> {
    this.#signIn = signIn;
    this.#api = new ExecutionLogApi(signIn.accessToken);
    this.#person = await signIn.resume();
    this.phase = this.#person ? "signed-in" : "signed-out";
    const address = readAddress();
    if (this.#person && address) this.#api.readAhead(address.trackingId, address.executionId);
    if (!this.#person?.isAdmin) return;
    import("../exports/exports.ts").catch(reportError);
    if (readView() !== "dead-letters") void this.#countDeadLetters();
  }

  /** Without an answer there is no number: their page says what is wrong. */
  async #countDeadLetters(): Promise<void> {
    const counting = this.#api?.ask<{ approximate_total: number }>(
      "dead-letters",
      { count_only: "true" },
      AbortSignal.timeout(COUNT_LIMIT_MS),
    );
    this.deadLetters = (await counting?.catch(() => undefined))?.approximate_total ?? 0;
  }

  /** Without configuration the button tries to start again. */
  async #goToSignIn(): Promise<void> {
    try {
      await (this.#signIn ? this.#signIn.start() : this.#start());
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    this.failure = siteTexts().signingInFailed(error instanceof Error ? error.message : String(error));
    this.phase = "signed-out";
  }

  #door() {
    return html`<sign-in-screen
      tracking-id=${this.address?.trackingId ?? ""}
      failure=${this.failure}
      @sign-in=${this.#goToSignIn}
    ></sign-in-screen>`;
  }

  #site() {
    return html`
      <app-header
        person=${this.#person?.name ?? ""}
        view=${this.view}
        .views=${this.#person?.isAdmin ? VIEWS : []}
        .deadLetters=${this.deadLetters}
        @view-chosen=${this.#openView}
        @sign-out=${() => this.#signIn?.signOut()}
      ></app-header>
      <main>${this.isViewMissing ? viewMissing() : this.#page()}</main>
      <process-log-dialog
        .api=${this.#api}
        .address=${this.address}
        .expiresAt=${this.#opened?.expires_at}
        ?admin=${this.#person?.isAdmin}
        @attempt-chosen=${this.#chooseAttempt}
        @log-closed=${this.#closeLog}
        @log-shown=${() => (this.isListDue = true)}
      ></process-log-dialog>
      ${this.#person?.isAdmin ? html`<export-panel .api=${this.#api}></export-panel>` : nothing}
    `;
  }

  #page() {
    if (this.view === "dead-letters")
      return html`<dead-letters-page
        .api=${this.#api}
        @log-opened=${this.#openLog}
        @dead-letters-counted=${({ detail }: CustomEvent<number>) => (this.deadLetters = detail)}
      ></dead-letters-page>`;
    if (this.view === "audit") return html`<audit-page .api=${this.#api} @log-opened=${this.#openLog}></audit-page>`;
    return html`<execution-list
      .api=${this.isListDue ? this.#api : undefined}
      ?admin=${this.#person?.isAdmin}
      ?covered=${this.address !== undefined}
      @log-opened=${this.#openLog}
      @view-chosen=${this.#openView}
      @export-begun=${({ detail }: CustomEvent<Export>) => this.exports?.add(detail)}
      @exports-wanted=${() => this.exports?.showAll()}
    ></execution-list>`;
  }

  readonly #followAddress = (): void => {
    this.address = readAddress();
    this.isListDue ||= !this.address;
    this.view = readView();
    document.title = this.view === "executions" ? "Execution Log" : `${siteTexts()[this.view]} · Execution Log`;
    if (this.phase !== "signed-in") return;
    if (this.address) loadLog();
    void this.#loadView(this.view);
  };

  async #loadView(view: View): Promise<void> {
    const missing = await PAGES[view]?.().then(
      () => false,
      () => true,
    );
    if (view === this.view) this.isViewMissing = missing ?? false;
  }

  async #openView({ detail }: CustomEvent<View>): Promise<void> {
    pushView(detail);
    this.#followAddress();
    this.list?.follow();
    await PAGES[detail]?.().catch(() => undefined);
    await this.updateComplete;
    await this.page?.updateComplete;
    this.page?.focus();
  }

  #openLog({ detail }: CustomEvent<Opened>): void {
    this.#opened = detail;
    const { tracking_id: trackingId, execution_id: executionId } = detail;
    pushAddress(executionId ? { trackingId, executionId } : { trackingId });
    this.#followAddress();
  }

  #chooseAttempt({ detail }: CustomEvent<string>): void {
    const address = readAddress();
    if (!address) return;
    replaceAddress(ofAttempt(address, detail));
    this.#followAddress();
  }

  /** The button that opened the log has the focus again; after a deep link there is none. */
  #closeLog(): void {
    leaveAddress();
    this.address = undefined;
    this.isListDue = true;
    if (!this.#opened) this.page?.focus();
    this.#opened = undefined;
  }
}

/** A chunk that can't be had: the script is blocked, or older than what is deployed. */
function viewMissing() {
  const { notLoaded, notLoadedHint } = siteTexts();
  return html`<problem-notice
    .problem=${{ icon: failedIcon, title: notLoaded, hint: notLoadedHint, action: "retry" }}
    @retry=${() => location.reload()}
  ></problem-notice>`;
}

/** The log's code comes with the first log. */
function loadLog(): void {
  loadPart(() => import("./process-log-dialog.ts")).catch(reportError);
}
