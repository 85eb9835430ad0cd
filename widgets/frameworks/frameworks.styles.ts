import { css } from 'lit';

export const frameworksStyles = css`
  h4,
  ol {
    margin: 0;
    padding: 0;
    font-size: 14px;
    line-height: 20px;
  }
  ol {
    list-style: none;
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
  }
  .waits {
    color: var(--_attn);
  }
  .good,
  .ok {
    color: var(--_good);
  }
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
  .cols {
    display: grid;
    grid-template-columns: minmax(0, 3fr) minmax(0, 2fr);
    gap: 24px 48px;
    align-items: start;
    margin-top: 20px;
  }
  .cols h3 {
    margin: 0 0 8px;
    font-size: 16px;
    line-height: 22px;
  }
  .cols * + h3 {
    margin-top: 24px;
  }
  .cols .small:not(th *, li *) {
    margin-top: 8px;
  }
  .cols .ends {
    margin: 12px 0;
  }
  .cols .item > span {
    display: block;
  }
  .text {
    max-width: 72ch;
    white-space: pre-line;
    overflow-wrap: anywhere;
  }
  .item.versions {
    display: flex;
    flex-wrap: wrap;
    gap: 0 12px;
    justify-content: space-between;
    padding: 4px 0;
  }
  button.title-of {
    min-height: 0;
    padding: 0;
    font-weight: 600;
    text-align: start;
    overflow-wrap: anywhere;
  }
  .stands > p {
    white-space: normal;
  }
  details {
    margin-top: 16px;
  }
  summary {
    min-height: 28px;
    line-height: 28px;
    color: var(--_accent);
    cursor: pointer;
  }
  details li {
    padding: 6px 0;
    border-bottom: 1px solid var(--_line);
  }
  details li .small {
    display: block;
  }
  .days {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 180px), 1fr));
    gap: 12px 16px;
    max-width: 420px;
  }
  .form section {
    display: grid;
    gap: 8px;
    padding-top: 12px;
    border-top: 1px solid var(--_line);
  }
  .form > label.wide {
    max-width: 720px;
  }
  @container (max-width: 820px) {
    .cols {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
