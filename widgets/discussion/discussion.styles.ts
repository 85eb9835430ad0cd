import { css } from 'lit';

export const discussionStyles = css`
  ol {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .log {
    position: relative;
    max-height: var(--dip-discussion-height, 460px);
    overflow-y: auto;
    border-block: 1px solid var(--_line2);
    overscroll-behavior: contain;
  }
  .message {
    padding: 10px 12px 10px 0;
    border-bottom: 1px solid var(--_line);
  }
  .message:last-child {
    border-bottom: 0;
  }
  .who {
    display: flex;
    flex-wrap: wrap;
    gap: 0 8px;
    align-items: baseline;
  }
  .who b {
    font-weight: 650;
  }
  .text {
    max-width: 72ch;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .mention {
    padding: 0 2px;
    border-radius: 3px;
    background: var(--_accent3);
    font-weight: 600;
  }
  /* What one party keeps to itself differs in texture and outline, and says so. */
  .internal {
    margin: 6px 12px 6px 0;
    padding: 8px 12px 8px 26px;
    border: 1px dashed var(--_ink2);
    border-radius: var(--_radius);
    background: repeating-linear-gradient(135deg, var(--_accent2) 0 2px, transparent 2px 6px) 0 0 / 14px 100% no-repeat;
  }
  .inside {
    color: var(--_ink);
    font-weight: 600;
  }
  .message + .internal,
  .internal:last-child {
    border-bottom: 1px dashed var(--_ink2);
  }
  .new {
    display: flex;
    gap: 12px;
    align-items: center;
    padding: 4px 0;
    color: var(--_accent);
    font-size: 12px;
    line-height: 16px;
    font-weight: 600;
  }
  .new::before,
  .new::after {
    content: '';
    flex: 1;
    border-top: 2px solid currentColor;
  }
  .new::before {
    flex: 0 0 24px;
  }
  .below {
    position: sticky;
    bottom: 8px;
    display: block;
    margin: 0 auto;
    border-color: var(--_accent);
    color: var(--_accent);
  }
  .write {
    display: grid;
    gap: 8px;
    margin-top: 12px;
  }
  .field {
    position: relative;
    max-width: 760px;
  }
  textarea {
    min-height: 76px;
    resize: vertical;
    field-sizing: content;
    max-height: 320px;
  }
  .write.inside textarea {
    border: 1px dashed var(--_ink2);
  }
  .names {
    position: absolute;
    z-index: 1;
    inset-inline-start: 0;
    top: 100%;
    width: min(100%, 420px);
    margin: 2px 0 0;
    padding: 4px 0;
    border: 1px solid var(--_line2);
    border-radius: var(--_radius);
    background: var(--_surface);
    list-style: none;
  }
  .names li {
    display: flex;
    flex-wrap: wrap;
    gap: 0 8px;
    justify-content: space-between;
    padding: 5px 10px;
    cursor: pointer;
  }
  .names [aria-selected='true'] {
    background: var(--_accent3);
    outline: 2px solid var(--_accent);
    outline-offset: -2px;
  }
  .foot {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 16px;
    align-items: center;
  }
  .foot .said {
    margin: 0;
  }
  .empty {
    padding: 16px 0;
    color: var(--_ink2);
  }
  @media (forced-colors: active) {
    .internal {
      background: none;
    }
  }
  @media print {
    .log {
      max-height: none;
      overflow: visible;
    }
    .write,
    .below {
      display: none;
    }
    .message {
      break-inside: avoid;
    }
  }
`;
