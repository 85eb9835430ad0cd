import { css } from 'lit';

/** Lists, fields and buttons of the administration elements: hairlines and words, no boxes in boxes. */
export const formsStyles = css`
  * {
    box-sizing: border-box;
  }
  h2,
  h3,
  p,
  ul,
  dl,
  dd,
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
    min-width: 0;
  }
  ul {
    list-style: none;
  }
  h2 {
    font-size: 20px;
    line-height: 26px;
    font-weight: 650;
    letter-spacing: -0.01em;
  }
  .part > h2 {
    font-size: 16px;
    line-height: 22px;
  }
  h3 {
    font-size: 14px;
    line-height: 20px;
    font-weight: 650;
    overflow-wrap: anywhere;
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 24px;
    justify-content: space-between;
    align-items: start;
    margin-bottom: 12px;
  }
  .lead {
    margin-top: 4px;
    max-width: 72ch;
    color: var(--_ink2);
  }
  .small {
    color: var(--_ink2);
    font-size: 12px;
    line-height: 16px;
    overflow-wrap: anywhere;
  }
  .said {
    display: flex;
    align-items: center;
    min-height: 32px;
    padding: 4px 12px;
    margin-bottom: 8px;
    background: var(--_accent3);
  }
  .said.quiet {
    min-height: 0;
    margin: 0;
    padding: 0;
  }
  .said.failed {
    background: var(--_attnbg);
    color: var(--_attn);
  }
  .part {
    margin-top: 24px;
    padding-top: 12px;
    border-top: 2px solid var(--_ink);
  }
  .items {
    border-top: 1px solid var(--_line2);
  }
  .item {
    padding: 10px 0;
    border-bottom: 1px solid var(--_line);
  }
  .row {
    display: grid;
    grid-template-columns: minmax(0, 4fr) minmax(0, 6fr) minmax(180px, auto);
    gap: 2px 24px;
    align-items: start;
  }
  .acts {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 8px;
    justify-content: end;
  }
  .state {
    white-space: nowrap;
  }
  .warns {
    color: var(--_attn);
  }
  button,
  input,
  select,
  textarea {
    font: inherit;
    color: inherit;
  }
  button {
    min-height: 32px;
    padding: 5px 12px;
    border: 1px solid var(--_line2);
    border-radius: var(--_radius);
    background: var(--_surface);
    cursor: pointer;
  }
  button:hover {
    border-color: var(--_ink2);
  }
  button.first {
    border-color: var(--_accent);
    background: var(--_accent);
    color: var(--_surface);
    font-weight: 600;
  }
  button.warn {
    border-color: var(--_attn);
    color: var(--_attn);
    font-weight: 600;
  }
  button.plain {
    padding: 0;
    border-width: 0;
    background: none;
    color: var(--_accent);
    text-decoration: underline;
    text-underline-offset: 2px;
  }
  button:disabled {
    border-color: var(--_line2);
    background: var(--_surface);
    color: var(--_ink2);
    cursor: progress;
  }
  input:not([type='checkbox'], [type='radio']),
  select,
  textarea {
    display: block;
    width: 100%;
    min-height: 32px;
    padding: 5px 10px;
    border: 1px solid var(--_line2);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  option {
    color: var(--_ink);
    background: var(--_surface);
  }
  [aria-invalid='true'] {
    border-color: var(--_attn) !important;
  }
  input[type='checkbox'],
  input[type='radio'] {
    width: 16px;
    height: 16px;
    margin: 0;
    accent-color: var(--_accent);
  }
  label,
  legend {
    padding: 0;
    color: var(--_ink2);
    font-size: 12px;
    line-height: 16px;
  }
  label > :is(input, select, textarea) {
    margin-top: 2px;
    color: var(--_ink);
    font-size: 14px;
    line-height: 20px;
  }
  label > .small {
    display: block;
    margin-top: 4px;
  }
  label.tick {
    display: flex;
    gap: 8px;
    align-items: start;
    padding: 4px 0;
    color: var(--_ink);
    font-size: 14px;
    line-height: 20px;
  }
  label.tick > input {
    flex: none;
    margin-top: 2px;
  }
  .fault {
    display: block;
    margin-top: 4px;
    color: var(--_attn);
    font-size: 12px;
    line-height: 16px;
  }
  .form {
    display: grid;
    gap: 12px;
    margin: 8px 0 12px;
    padding: 12px 0 12px 16px;
    border-inline-start: 3px solid var(--_accent);
  }
  .form.sure {
    border-color: var(--_attn);
  }
  .form > label {
    max-width: 420px;
  }
  .form p {
    max-width: 72ch;
  }
  .ends {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .pages {
    padding: 8px 0;
  }
  code {
    font-family: ui-monospace, 'DejaVu Sans Mono', monospace;
    font-size: 13px;
    overflow-wrap: anywhere;
  }
  :focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }
  [tabindex='-1']:focus {
    outline: none;
  }
  .waiting.head-place {
    width: 180px;
    height: 26px;
  }
  .waiting.list-place {
    height: 220px;
    margin-top: 16px;
  }
  @container (max-width: 640px) {
    .row {
      grid-template-columns: minmax(0, 1fr);
    }
    .acts {
      justify-content: start;
      margin-top: 4px;
    }
  }
  @media (forced-colors: active) {
    button.first:enabled {
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }
  }
  @media print {
    button,
    .form {
      display: none;
    }
    .item {
      break-inside: avoid;
    }
  }
`;
