import { css } from 'lit';

export const editorStyles = css`
  h3 {
    margin-bottom: 8px;
    font-size: 16px;
    line-height: 22px;
  }
  .cols {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    gap: 24px 40px;
    align-items: start;
  }
  .about {
    display: grid;
    gap: 12px;
    margin-top: 16px;
    padding-top: 12px;
    border-top: 1px solid var(--_line);
  }
  .about > label {
    max-width: 420px;
  }
  .cols .ends {
    margin-top: 16px;
  }
  .reads {
    min-width: 0;
  }
  .sentence {
    margin-bottom: 16px;
    font-size: 16px;
    line-height: 25px;
  }
  .sentence b {
    font-weight: 600;
    box-shadow: inset 0 -0.5em var(--_accent3);
  }
  @container (max-width: 820px) {
    .cols {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
