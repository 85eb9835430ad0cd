import { css } from 'lit';

/** Fields of terms, in the contract's own forms and in the editor. */
export const dealFormStyles = css`
  .deal {
    display: grid;
    gap: 12px;
    min-width: 0;
  }
  .deal > label,
  .term > label {
    max-width: 420px;
  }
  .term {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 4px 12px;
    align-items: end;
  }
  .term > .plain {
    font-size: 13px;
  }
  .term legend {
    margin-bottom: 4px;
    color: var(--_ink);
    font-size: 14px;
    line-height: 20px;
    font-weight: 600;
  }
  .adds {
    display: flex;
    flex-wrap: wrap;
    gap: 0 14px;
    align-items: center;
    padding-top: 8px;
    border-top: 1px solid var(--_line);
  }
  .fields {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 148px), 1fr));
    gap: 8px 16px;
    align-items: end;
  }
  .figure {
    max-width: 180px;
    text-align: end;
    font-variant-numeric: tabular-nums;
  }
  .line {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 8px;
    align-items: end;
    padding: 6px 0;
    border-bottom: 1px solid var(--_line);
  }
`;
