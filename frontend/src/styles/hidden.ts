import { css } from "lit";

/** For screen readers only. */
export const hiddenToTheEye = css`
  position: absolute;
  inline-size: 1px;
  block-size: 1px;
  overflow: hidden;
  clip-path: inset(50%);
`;
