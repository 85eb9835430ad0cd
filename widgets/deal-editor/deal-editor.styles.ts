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
  .template {
    display: block;
    max-width: 420px;
    margin-bottom: 12px;
  }
  .follows {
    margin-bottom: 16px;
    color: var(--_good);
  }
  .deviates {
    margin-bottom: 16px;
    padding-inline-start: 12px;
    border-inline-start: 3px solid var(--_attn);
  }
  .deviates > p {
    color: var(--_attn);
    font-weight: 600;
  }
  .deviates .small {
    display: block;
  }
  .deviates li {
    padding: 2px 0;
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
