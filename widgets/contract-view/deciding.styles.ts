import { css } from 'lit';
import { dealFormStyles } from '../deals/deal-form.styles.ts';
import { formsStyles } from '../forms/forms.styles.ts';

export const decidingStyles = css`
  .act .line-up {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 10px;
    align-items: center;
    justify-content: end;
  }
  .pair {
    display: flex;
    gap: 6px;
  }
  .pair:empty {
    display: none;
  }
  .act button,
  .ends button {
    min-height: 28px;
    padding: 3px 10px;
    font-size: 13px;
    line-height: 18px;
  }
  .under > td {
    padding: 0 0 8px;
  }
  .under .form {
    margin: 0;
  }
  .fields {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 148px), 1fr));
    gap: 8px 16px;
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
  .ways {
    display: flex;
    flex-wrap: wrap;
    gap: 0 20px;
  }
  .ways legend {
    float: left;
    width: 100%;
  }
  .decide {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 16px;
    align-items: center;
    margin-top: 14px;
  }
  .decide > p {
    flex-basis: 100%;
    color: var(--_ink2);
    font-size: 13px;
    line-height: 18px;
  }
  .decide > label {
    flex: 1 1 240px;
    max-width: 420px;
  }
  .decide > button {
    align-self: end;
  }
  .clash {
    margin: 0 0 20px;
    padding: 12px 16px;
    border-inline-start: 3px solid var(--_attn);
    background: var(--_attnbg);
  }
  .clash > h3 {
    margin-bottom: 4px;
    color: var(--_attn);
  }
  .both {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 260px), 1fr));
    gap: 12px 32px;
    margin: 8px 0 12px;
  }
  @container (max-width: 520px) {
    .act .line-up {
      flex: 1;
      justify-content: space-between;
    }
    .under > td {
      grid-column: 1 / -1;
    }
  }
  @media print {
    .decide,
    .act button,
    .plain,
    .ahead {
      display: none;
    }
  }
`;

export const fieldStyles = [formsStyles, dealFormStyles];
