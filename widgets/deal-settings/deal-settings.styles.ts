import { css } from 'lit';

export const settingsStyles = css`
  .part {
    margin-top: 28px;
  }
  .part > .head {
    margin-bottom: 8px;
  }
  .part h2 {
    font-size: 16px;
    line-height: 22px;
  }
  .facts {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 240px), 1fr));
    gap: 8px 24px;
    max-width: 960px;
  }
  dt {
    color: var(--_ink2);
    font-size: 12px;
    line-height: 16px;
  }
  dd {
    overflow-wrap: anywhere;
    font-variant-numeric: tabular-nums;
  }
  .fields {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 280px), 1fr));
    gap: 12px 24px;
    max-width: 800px;
    align-items: start;
  }
  .tick .small {
    display: block;
  }
  .item b {
    font-weight: 600;
  }
  .lacks {
    margin-top: 8px;
  }
  .form {
    grid-template-columns: minmax(0, 1fr);
  }
  .figure {
    max-width: 180px;
    text-align: end;
    font-variant-numeric: tabular-nums;
  }
`;
