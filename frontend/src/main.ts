import "./elements/app-shell.ts";
import { language, singleKeys, textSize, theme } from "./preferences.ts";

for (const preference of [theme, textSize, language, singleKeys]) preference.apply();
