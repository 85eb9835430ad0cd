import { css } from 'lit';

export const webhooksStyles = css`
  .form {
    grid-template-columns: minmax(0, 1fr);
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
  .ok {
    color: var(--_good);
  }
  .quiet {
    color: var(--_ink2);
  }
  .deliveries {
    width: 100%;
    max-width: 960px;
    border-collapse: collapse;
  }
  .deliveries :is(th, td) {
    padding: 6px 12px 6px 0;
    border-bottom: 1px solid var(--_line);
    font-weight: 400;
    text-align: start;
    vertical-align: top;
    overflow-wrap: anywhere;
  }
  .deliveries thead :is(th, td) {
    border-bottom-color: var(--_line2);
    color: var(--_ink2);
    font-size: 12px;
    line-height: 16px;
  }
  .deliveries .small {
    display: block;
  }
  .deliveries code {
    font-size: 12px;
  }
  @container (max-width: 640px) {
    .deliveries thead {
      position: absolute;
      clip-path: inset(50%);
      width: 1px;
      height: 1px;
      overflow: hidden;
    }
    .deliveries :is(tbody, tr) {
      display: block;
    }
    .deliveries tbody tr {
      display: flex;
      flex-wrap: wrap;
      gap: 2px 12px;
      align-items: baseline;
      padding-block: 6px;
      border-bottom: 1px solid var(--_line);
    }
    .deliveries tbody :is(th, td) {
      padding: 0;
      border: 0;
    }
    .deliveries tbody th,
    .deliveries tbody th + td {
      flex-basis: 100%;
    }
  }
`;
