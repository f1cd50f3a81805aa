import "./apply-preferences.ts"; // before the page, which is drawn by them
import "./elements/app-shell.ts";
