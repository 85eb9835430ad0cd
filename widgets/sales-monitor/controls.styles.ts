import { css } from 'lit';

/** Buttons, chips and fields, the same in the monitor and its parts. */
export const controls = css`
  * {
    box-sizing: border-box;
  }
  h2,
  h3,
  h4,
  p,
  dl,
  dd,
  ul {
    margin: 0;
    padding: 0;
  }
  ul {
    list-style: none;
  }
  h3 {
    font-size: 16px;
    line-height: 22px;
    font-weight: 650;
  }
  button,
  input,
  select {
    font: inherit;
    color: inherit;
  }
  button {
    cursor: pointer;
    text-align: inherit;
  }
  .chip,
  input[type='search'],
  select {
    min-height: 32px;
    padding: 5px 10px;
    border: 1px solid var(--_line2);
    border-radius: var(--_radius);
    background: var(--_surface);
    line-height: 20px;
  }
  select {
    max-width: 190px;
    text-overflow: ellipsis;
    cursor: pointer;
  }
  option {
    color: var(--_ink);
    background: var(--_surface);
  }
  :is(.chip, select):hover {
    border-color: var(--_ink2);
  }
  .chip[aria-pressed='true'],
  .chip[aria-expanded='true'],
  .set {
    border-color: var(--_accent);
    background: var(--_accent3);
    color: var(--_accent);
    font-weight: 600;
  }
  .chip:disabled {
    cursor: default;
    color: var(--_ink2);
  }
  .link {
    border: 0;
    padding: 0;
    min-height: 24px;
    background: none;
    text-decoration: underline;
    text-decoration-thickness: 1px;
    text-underline-offset: 3px;
  }
  .link:hover {
    text-decoration-thickness: 2px;
  }
  :focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }
  .sub {
    color: var(--_ink2);
  }
  .num {
    text-align: right;
    white-space: nowrap;
    font-variant-numeric: tabular-nums lining-nums;
  }
  .why {
    color: var(--_attn);
  }
  @media (forced-colors: active) {
    .chip[aria-pressed='true'],
    .chip[aria-expanded='true'],
    .set {
      outline: 2px solid Highlight;
    }
  }
`;
