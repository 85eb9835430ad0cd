import { css } from 'lit';

export const membersStyles = css`
  .both {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 240px), 1fr));
    gap: 8px 24px;
    max-width: 720px;
  }
  .both dt {
    color: var(--_ink2);
    font-size: 12px;
    line-height: 16px;
  }
  .role {
    font-weight: 600;
  }
  .role::first-letter {
    text-transform: uppercase;
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
