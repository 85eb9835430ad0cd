import { css } from 'lit';

export const linkListStyles = css`
  h2,
  h3,
  p,
  ul {
    margin: 0;
    padding: 0;
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
  }
  .lead {
    margin: 4px 0 12px;
    max-width: 72ch;
    color: var(--_ink2);
  }
  .small {
    color: var(--_ink2);
    font-size: 12px;
    line-height: 16px;
  }
  .said {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 16px;
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
  .items {
    border-top: 1px solid var(--_line2);
  }
  .item {
    display: grid;
    grid-template-columns: minmax(0, 2fr) minmax(0, 3fr);
    gap: 4px 24px;
    padding: 12px 0;
    border-bottom: 1px solid var(--_line);
  }
  .item > div:last-child,
  .item > ul {
    max-width: 560px;
  }
  .waits {
    font-variant-numeric: tabular-nums;
    font-weight: 600;
  }
  .options > li,
  .found > li {
    display: flex;
    gap: 12px;
    justify-content: space-between;
    align-items: center;
    padding: 4px 0;
  }
  .options > li > span,
  .found > li > span {
    min-width: 0;
  }
  .options .small,
  .found .small {
    display: block;
  }
  button {
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
  .act {
    flex: none;
    min-height: 32px;
    padding: 0 14px;
    border: 1px solid var(--_line2);
    border-radius: var(--_radius);
    background: var(--_surface);
    text-decoration: none;
  }
  .act.first {
    border-color: var(--_accent);
    font-weight: 600;
  }
  button:disabled {
    color: var(--_ink2);
    cursor: progress;
  }
  :focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }
  [tabindex='-1']:focus {
    outline: none;
  }
  summary {
    min-height: 28px;
    line-height: 28px;
    color: var(--_accent);
    cursor: pointer;
  }
  .part {
    margin-top: 20px;
    padding-top: 12px;
    border-top: 2px solid var(--_ink);
  }
  .part > summary {
    color: var(--_ink);
    font-size: 16px;
    font-weight: 650;
  }
  .decide {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 12px;
    align-items: end;
  }
  label {
    display: block;
    color: var(--_ink2);
    font-size: 12px;
  }
  input {
    box-sizing: border-box;
    display: block;
    width: 100%;
    min-height: 32px;
    margin-top: 2px;
    padding: 4px 10px;
    border: 1px solid var(--_line2);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_ink);
    font: inherit;
    font-size: 14px;
  }
  .pages {
    display: flex;
    gap: 16px;
    padding: 8px 0;
  }
  .waiting.list-place {
    height: 260px;
    margin-top: 16px;
  }
  .waiting.head-place {
    width: 140px;
    height: 26px;
  }
  @container (max-width: 620px) {
    .item {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  @media print {
    button,
    details.search,
    .decide {
      display: none;
    }
    .item {
      break-inside: avoid;
    }
  }
`;
