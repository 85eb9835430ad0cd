import { css } from 'lit';

export const contractStyles = css`
  * {
    box-sizing: border-box;
  }
  h2,
  h3,
  h4,
  p,
  ul,
  ol,
  dl,
  dt,
  dd {
    margin: 0;
    padding: 0;
    min-width: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  h2 {
    font-size: 20px;
    line-height: 26px;
    font-weight: 650;
    letter-spacing: -0.01em;
  }
  h3 {
    margin-bottom: 8px;
    font-size: 16px;
    line-height: 22px;
    font-weight: 650;
  }
  .lead {
    max-width: none;
    margin-top: 4px;
    color: var(--_ink2);
  }
  .small {
    color: var(--_ink2);
    font-size: 12px;
    line-height: 16px;
    overflow-wrap: anywhere;
  }
  :focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }
  [tabindex='-1']:focus {
    outline: none;
  }
  h4,
  ol,
  dt {
    margin: 0;
    padding: 0;
  }
  .title {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 16px;
    align-items: baseline;
  }
  .title h2 {
    overflow-wrap: anywhere;
  }
  .pill {
    padding: 1px 10px;
    border: 1px solid currentColor;
    border-radius: 999px;
    font-size: 13px;
    line-height: 18px;
    font-weight: 600;
    white-space: nowrap;
  }
  .pill.quiet,
  .quiet {
    color: var(--_ink2);
  }
  .turn {
    margin-top: 4px;
    color: var(--_ink2);
    font-size: 13px;
    line-height: 18px;
  }
  .turn.mine {
    color: var(--_attn);
    font-weight: 600;
  }
  .sentence {
    max-width: 74ch;
    margin: 10px 0 20px;
    font-size: 16px;
    line-height: 25px;
  }
  .sentence b {
    font-weight: 600;
    box-shadow: inset 0 -0.5em var(--_accent3);
  }
  .cols {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    gap: 28px 40px;
    align-items: start;
  }
  .share {
    display: grid;
    grid-template-columns: repeat(3, minmax(0, 1fr));
    gap: 16px;
    margin-top: 24px;
    padding: 12px 0;
    border-block: 1px solid var(--_line);
  }
  .share dt {
    color: var(--_ink2);
    font-size: 13px;
    line-height: 18px;
  }
  .big {
    font-size: 28px;
    line-height: 34px;
    font-weight: 600;
    letter-spacing: -0.015em;
    font-variant-numeric: tabular-nums;
  }
  .ahead {
    margin-top: 28px;
    padding-top: 18px;
    border-top: 2px solid var(--_ink);
  }
  .waiting.sentence-place {
    height: 75px;
    margin: 10px 0 20px;
  }
  .waiting.head-place {
    width: min(100%, 420px);
    height: 50px;
  }
  .waiting.col-place {
    height: 420px;
  }
  .waiting.share-place {
    height: 93px;
    margin-top: 24px;
  }
  @container (max-width: 820px) {
    .cols {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  @container (max-width: 520px) {
    .share {
      grid-template-columns: minmax(0, 1fr);
      gap: 12px;
    }
  }
  @media print {
    tr,
    .share {
      break-inside: avoid;
    }
  }
`;
