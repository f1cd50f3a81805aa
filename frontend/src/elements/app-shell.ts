import { LitElement, css, html } from "lit";
import { customElement, query, state } from "lit/decorators.js";
import { type Address, leaveAddress, pushAddress, readAddress, replaceAddress } from "../address.ts";
import { ExecutionLogApi } from "../api.ts";
import { loadConfig } from "../config.ts";
import type { ExecutionSummary } from "../contract.ts";
import { SignIn } from "../sign-in.ts";
import { controls } from "../styles/controls.ts";
import "./app-header.ts";
import type { ExecutionList } from "./execution-list.ts";
import "./execution-list.ts";
import "./process-log-dialog.ts";
import "./sign-in-screen.ts";

type Phase = "starting" | "signed-out" | "signed-in";

/** The whole page: signing in, the list, and the log that the URL names. */
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

      @media (max-width: 40rem) {
        main {
          padding: 16px;
        }
      }
    `,
  ];

  @state() private phase: Phase = "starting";
  @state() private failure = "";
  @state() private address: Address | undefined;
  @query("execution-list") private readonly list!: ExecutionList | null;

  #signIn: SignIn | undefined;
  #api: ExecutionLogApi | undefined;
  #person = "";
  #opened: ExecutionSummary | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("popstate", this.#followAddress);
    this.addEventListener("sign-in", () => void this.#goToSignIn());
    void this.#start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("popstate", this.#followAddress);
  }

  override render() {
    if (this.phase === "starting") return html`<span class="visually-hidden" role="status">Loading…</span>`;
    return this.phase === "signed-in" ? this.#site() : this.#door();
  }

  async #start(): Promise<void> {
    this.failure = "";
    try {
      await this.#resume(new SignIn(await loadConfig()));
    } catch (error) {
      this.#fail(error);
    }
    this.#followAddress();
  }

  async #resume(signIn: SignIn): Promise<void> {
    this.#signIn = signIn;
    this.#api = new ExecutionLogApi(signIn.accessToken);
    const person = await signIn.resume();
    this.#person = person ?? "";
    this.phase = person === undefined ? "signed-out" : "signed-in";
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
    this.failure = `Signing in did not work: ${error instanceof Error ? error.message : error}`;
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
      <app-header person=${this.#person} @sign-out=${() => this.#signIn?.signOut()}></app-header>
      <main>
        <execution-list .api=${this.#api} @log-opened=${this.#openLog}></execution-list>
      </main>
      <process-log-dialog
        .api=${this.#api}
        .address=${this.address}
        .expiresAt=${this.#opened?.expires_at}
        @attempt-chosen=${this.#chooseAttempt}
        @log-closed=${this.#closeLog}
      ></process-log-dialog>
    `;
  }

  readonly #followAddress = (): void => {
    this.address = readAddress();
  };

  #openLog({ detail }: CustomEvent<ExecutionSummary>): void {
    this.#opened = detail;
    pushAddress({ trackingId: detail.tracking_id, executionId: detail.execution_id });
    this.#followAddress();
  }

  #chooseAttempt({ detail }: CustomEvent<string>): void {
    if (!this.address) return;
    replaceAddress({ ...this.address, executionId: detail });
    this.#followAddress();
  }

  /** The button that opened the log has the focus again; after a deep link there is none. */
  #closeLog(): void {
    leaveAddress();
    this.address = undefined;
    if (!this.#opened) this.list?.focus();
    this.#opened = undefined;
  }
}
