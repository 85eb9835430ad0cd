import { css } from 'lit';

export const contactLinksStyles = css`
  :host {
    margin: 12px 0;
    padding: 12px 0 12px 16px;
    border-inline-start: 3px solid var(--_accent);
  }
  h4 {
    margin: 0;
    font-size: 14px;
    line-height: 20px;
    font-weight: 650;
  }
  form {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 180px), 1fr));
    gap: 10px 16px;
    align-items: start;
    max-width: 640px;
    margin-top: 12px;
  }
  form > .ends {
    grid-column: 1 / -1;
    align-items: center;
  }
  ul {
    margin-top: 12px;
  }
  .item {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 16px;
    justify-content: space-between;
    align-items: center;
    padding: 6px 0;
  }
  .item .small {
    display: block;
  }
  .good {
    color: var(--_good);
  }
`;
