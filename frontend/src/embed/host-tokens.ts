import { unsafeCSS } from "lit";
import { hostStyles } from "../styles/host-styles.ts";
import tokens from "../styles/tokens.css?inline";
import { ownSizes } from "./own-sizes.ts";

/**
 * A foreign page has none of our tokens and may style everything: the element brings its tokens, and
 * its parts inherit no type from the page. The page's rules for `process-log` win over these.
 * Light or dark is the page's to say.
 */
const isolation = `
  :host { all: initial; box-sizing: border-box; color-scheme: inherit; }
  :where(:not(* *)) {
    font-family: var(--font-system);
    font-weight: 400;
    font-style: normal;
    letter-spacing: normal;
    text-align: start;
    text-indent: 0;
    text-transform: none;
    white-space: normal;
    word-spacing: normal;
  }
  :where(.header, .body) { color: var(--text); font-size: 1rem; line-height: 1.5; }`;
const ofHost = tokens
  .replace(/color-scheme:\s*light dark;?/, "")
  .replace(/:root(\[[^\]]+\])?/g, (_, attribute?: string) => (attribute ? `:host(${attribute})` : ":host"));

hostStyles.push(unsafeCSS(ownSizes(isolation)), unsafeCSS(ownSizes(ofHost)));
