import "./elements/app-shell.ts";
import { textSize, theme } from "./preferences.ts";

theme.apply();
textSize.apply();
