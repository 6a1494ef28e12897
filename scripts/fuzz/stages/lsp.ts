import { Desk } from '../editor/desk.ts';
import { make, smaller, type Session } from '../editor/session.ts';
import { Seeded } from '../seeded.ts';
import { type Stage, same } from '../stage.ts';

/** Sessions of an editor: every question has one answer, every place in an answer is in the text, and edits lead to the text that they say. */
export const lsp: Stage<Session> = {
  name: 'lsp',
  cases: new Seeded({ make, smaller }),
  async check(session) {
    const desk = new Desk(session);
    for (const step of session.steps) desk.take(step);
    const { edited, opened } = await desk.end();
    // Opened as it is now, the text has the same findings.
    if (!desk.strange) same('edited and opened', errorsIn(edited), errorsIn(opened));
  },
  show: (session) => `${session.text}\n${JSON.stringify({ ...session, text: '' })}`,
  patience: 20,
};

/** Errors only: what rules say across objects comes after a pause. */
function errorsIn(found: any): string {
  return JSON.stringify(found?.filter(({ severity }: { severity: number }) => severity === 1));
}
