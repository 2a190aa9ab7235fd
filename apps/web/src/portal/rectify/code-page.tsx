/** Where a code is typed that stands on a rectification order. */
import './rectify.css';
import { rectifyText } from '@mingcha/core/followups/rectify-text.ts';
import { useState } from 'react';
import { TextField } from '../../shared/forms/field.tsx';
import { Form } from '../../shared/forms/form.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { useGo } from '../../shared/router.tsx';
import { Button } from '../../shared/ui/button.tsx';

export function RectifyCodePage() {
  const say = useText(rectifyText);
  const go = useGo();
  const [code, setCode] = useState('');
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const open = () => {
    const plain = code.toLowerCase().replaceAll(/[\s-]/g, '');
    if (/^[0-9a-f]{16}$/.test(plain)) go(`/rectify/${plain}`);
    else setProblem(say('rectify.code_invalid'));
  };
  return (
    <section className="portal-part">
      <h1>{say('enterTitle')}</h1>
      <p>{say('enterLead')}</p>
      <Form
        onSubmit={open}
        actions={
          <Button kind="primary" size="large" type="submit">
            {say('open')}
          </Button>
        }
      >
        <div className="rectify-code">
          <TextField
            name="code"
            label={say('code')}
            hint={say('codeHint')}
            mono
            maxLength={40}
            error={problem}
            value={code}
            onChange={(value) => {
              setCode(value);
              setProblem(undefined);
            }}
          />
        </div>
      </Form>
    </section>
  );
}
