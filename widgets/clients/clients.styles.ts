import { css } from 'lit';

export const clientsStyles = css`
  .credentials {
    margin-top: 4px;
  }
  .credentials li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 0 12px;
    align-items: start;
    font-size: 12px;
    line-height: 16px;
  }
  .credentials li > span {
    padding: 4px 0;
  }
  .credentials .form {
    grid-column: 1 / -1;
  }
  .credentials button.plain {
    min-height: 24px;
    font-size: 12px;
  }
  .credentials code {
    font-size: 12px;
  }
  .scopes {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 280px), 1fr));
    gap: 0 24px;
    max-width: 720px;
  }
  .form > label.wide {
    max-width: 720px;
  }
  textarea {
    font-family: ui-monospace, 'DejaVu Sans Mono', monospace;
  }
  .secret {
    display: grid;
    gap: 8px;
    margin-bottom: 12px;
    padding: 12px 16px;
    border-inline-start: 3px solid var(--_attn);
    background: var(--_attnbg);
  }
  .secret p {
    max-width: 72ch;
  }
  .secret label {
    color: var(--_ink);
    font-weight: 600;
  }
  .secret .one {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 8px;
    align-items: end;
    max-width: 720px;
  }
  .secret input {
    font-family: ui-monospace, 'DejaVu Sans Mono', monospace;
  }
  details {
    margin-top: 12px;
  }
  summary {
    min-height: 28px;
    line-height: 28px;
    color: var(--_accent);
    cursor: pointer;
  }
`;
