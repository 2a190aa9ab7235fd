/** The paper of a draw and what the public gets: record, signed scan, evidence bundle, public page. */
import { drawPageText } from '@mingcha/core/draws/draw-page-text.ts';
import { downloadRecordPaper } from '@mingcha/core/draws/draw-paper-api.ts';
import { downloadBundle, downloadSignedRecord } from '@mingcha/core/draws/draw-result-api.ts';
import type { DrawView } from '@mingcha/core/draws/draw-views.ts';
import { addressOf } from '../../../shared/api/address.ts';
import { formatInstant } from '../../../shared/format.ts';
import { useLocale, useText } from '../../../shared/i18n/locale.tsx';
import { buttonClass } from '../../../shared/ui/button.tsx';
import { Icon } from '../../../shared/ui/icons.tsx';
import { Section } from '../../../shared/ui/page.tsx';
import { QrCode } from '../../../shared/ui/qr-code.tsx';
import { DigestGroups } from '../../../shared/ui/seal.tsx';
import { Notice } from '../../../shared/ui/states.tsx';
import { PairList } from '../../../shared/ui/values.tsx';
import { SignedRecordUpload } from '../upload.tsx';
import { useStanding } from './next-step.tsx';
import { releaseMoment } from './progress.ts';

export function RecordTab(props: { readonly draw: DrawView }) {
  return (
    <>
      <Paper {...props} />
      <Scan {...props} />
      <Public {...props} />
    </>
  );
}

/** Links to the paper: PDF to print and sign, DOCX for offices that edit. */
export function PaperLinks(props: { readonly draw: DrawView; readonly primary: boolean }) {
  const say = useText(drawPageText);
  const { locale } = useLocale();
  const address = (format: 'pdf' | 'docx') =>
    addressOf(downloadRecordPaper, { params: { id: props.draw.id }, query: { format, lang: locale } });
  return (
    <div className="button-row">
      <a
        className={buttonClass({ kind: props.primary ? 'primary' : 'plain' })}
        href={address('pdf')}
        target="_blank"
        rel="noreferrer"
      >
        <Icon name="print" size={16} />
        {say('paperPdf')}
      </a>
      <a className={buttonClass()} href={address('docx')} download>
        <Icon name="download" size={16} />
        {say('paperDocx')}
      </a>
    </div>
  );
}

function Paper(props: { readonly draw: DrawView }) {
  const say = useText(drawPageText);
  const { draw } = props;
  return (
    <Section title={say('paper')}>
      {draw.objects === null && draw.result !== null ? (
        <Notice>{say('namesClosed')}</Notice>
      ) : (
        <div className="draw-fields">
          <p>{say('paperText')}</p>
          <PaperLinks draw={draw} primary={draw.state === 'drawn'} />
        </div>
      )}
    </Section>
  );
}

function Scan(props: { readonly draw: DrawView }) {
  const say = useText(drawPageText);
  const { draw } = props;
  const { leads } = useStanding(draw);
  if (draw.result === null) return null;
  return (
    <Section title={say('signedRecord')}>
      <div className="draw-fields">
        {draw.recordSha256 === null ? (
          leads ? (
            <SignedRecordUpload drawId={draw.id} />
          ) : (
            <p className="secondary">{say('because.noScan')}</p>
          )
        ) : (
          <>
            <Notice tone="verified">{say('signedFiled')}</Notice>
            <PairList
              columns={1}
              pairs={[
                { name: say('digest'), value: <DigestGroups digest={draw.recordSha256} form="grid" /> },
              ]}
            />
            {draw.objects === null ? null : (
              <div className="button-row">
                <a
                  className={buttonClass()}
                  href={addressOf(downloadSignedRecord, { params: { id: draw.id } })}
                  download
                >
                  <Icon name="download" size={16} />
                  {say('signedDownload')}
                </a>
              </div>
            )}
          </>
        )}
      </div>
    </Section>
  );
}

function Public(props: { readonly draw: DrawView }) {
  const say = useText(drawPageText);
  const { draw } = props;
  const address = `${window.location.origin}/p/draws/${draw.id}`;
  const moment = releaseMoment(draw);
  const isOpen = draw.state === 'released' || draw.state === 'closed' || moment === null;
  return (
    <Section title={say('public')}>
      <div className="draw-public">
        <div className="draw-fields">
          <p>{isOpen ? say('publicOpen') : say('publicSealed', { at: formatInstant(moment) })}</p>
          <div className="button-row">
            <a className={buttonClass()} href={`/p/draws/${draw.id}`} target="_blank" rel="noreferrer">
              {say('publicPage')}
            </a>
            {draw.result === null ? null : (
              <a
                className={buttonClass()}
                href={addressOf(downloadBundle, { params: { id: draw.id } })}
                download
              >
                <Icon name="download" size={16} />
                {say('bundle')}
              </a>
            )}
          </div>
          {draw.result === null ? null : (
            <PairList
              columns={1}
              pairs={[
                {
                  name: say('bundleDigest'),
                  value: <DigestGroups digest={draw.result.bundleSha256} form="grid" />,
                },
                {
                  name: say('certificate'),
                  value: <DigestGroups digest={draw.result.certificateHash} form="grid" />,
                },
              ]}
            />
          )}
        </div>
        <QrCode text={address} label={say('publicQr')} size={132} />
      </div>
    </Section>
  );
}
