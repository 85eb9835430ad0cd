import { css } from 'lit';

/** Loading keeps the place of what comes; trouble is told in amber, with a sign and words. */
export const statesStyles = css`
  .waiting {
    border-radius: var(--_radius);
    background: var(--_sunk);
  }
  .trouble,
  .trouble p {
    margin: 0;
    color: var(--_attn);
    font-size: 13px;
    line-height: 18px;
  }
  .trouble button {
    min-height: 28px;
    padding: 0;
    border: 0;
    background: none;
    color: var(--_accent);
    font: inherit;
    text-decoration: underline;
    text-underline-offset: 2px;
    cursor: pointer;
  }
  .trouble button:focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }
`;
