/** Where id and digest are typed that stand in the foot of a paper, when its QR code cannot be scanned. */
import { paperCheckText } from '@mingcha/core/tasks/papers/paper-check-text.ts';
import { useState } from 'react';
import { TextField } from '../../shared/forms/field.tsx';
import { Form } from '../../shared/forms/form.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { useGo } from '../../shared/router.tsx';
import { Button } from '../../shared/ui/button.tsx';

const bare = (text: string): string => text.toLowerCase().replaceAll(/\s/g, '');
const isId = (text: string): boolean => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
const isDigest = (text: string): boolean => /^[0-9a-f]{16,64}$/.test(text);

export function PaperCodePage() {
  const say = useText(paperCheckText);
  const go = useGo();
  const [id, setId] = useState('');
  const [digest, setDigest] = useState('');
  const [isAsked, setAsked] = useState(false);
  const open = () => {
    setAsked(true);
    if (isId(bare(id)) && isDigest(bare(digest))) go(`/papers/${bare(id)}?h=${bare(digest)}`);
  };
  return (
    <section className="portal-part">
      <h1>{say('title')}</h1>
      <p>{say('lead')}</p>
      <Form
        onSubmit={open}
        actions={
          <Button kind="primary" size="large" type="submit">
            {say('open')}
          </Button>
        }
      >
        <TextField
          name="id"
          label={say('id')}
          hint={say('idHint')}
          mono
          maxLength={60}
          error={isAsked && !isId(bare(id)) ? say('idInvalid') : undefined}
          value={id}
          onChange={setId}
        />
        <TextField
          name="digest"
          label={say('digest')}
          hint={say('digestHint')}
          mono
          maxLength={100}
          error={isAsked && !isDigest(bare(digest)) ? say('digestInvalid') : undefined}
          value={digest}
          onChange={setDigest}
        />
      </Form>
    </section>
  );
}
