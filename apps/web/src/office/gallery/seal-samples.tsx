/** Stage rail, seals, ticket strip. */
import { Section } from '../../shared/ui/page.tsx';
import { QrCode } from '../../shared/ui/qr-code.tsx';
import { DigestGroups, Seal, SealMark } from '../../shared/ui/seal.tsx';
import { StageRail } from '../../shared/ui/stage-rail.tsx';
import { TicketStrip } from '../../shared/ui/ticket-strip.tsx';
import { Sample } from './sample.tsx';
import { denseLanes, digest, otherDigest, rail, smallLanes, voidedRail } from './samples.ts';

const marks = Array.from({ length: 10 }, (_, i) =>
  Array.from({ length: 64 }, (_cell, j) =>
    ((i * 7 + j * 11 + ((i + 3) * (j + 5) * 13) / 7) & 15).toString(16),
  ).join(''),
);

export function SealSamples() {
  return (
    <>
      <Sample name="StageRail">
        <Section>
          <StageRail stages={rail} onOpen={() => {}} />
        </Section>
        <Section>
          <StageRail stages={voidedRail} />
        </Section>
        <StageRail stages={rail} size="compact" />
      </Sample>
      <Sample name="SealMark · DigestGroups · Seal · QrCode">
        <Section>
          <div className="sample-row">
            <Seal digest={digest} size={96} />
            <QrCode text="https://example.gov.cn/p/draws/2026-007" label="扫码核验本次抽取" size={132} />
          </div>
        </Section>
        <div className="sample-row">
          {[digest, otherDigest, ...marks].map((each) => (
            <SealMark key={each} digest={each} size={64} />
          ))}
        </div>
        <div className="sample-row">
          <SealMark digest={digest} size={24} />
          <DigestGroups digest={digest} form="short" />
        </div>
      </Sample>
      <Sample name="TicketStrip">
        <Section title="2026-007 民用建筑防空地下室质量安全联合抽查">
          <TicketStrip lanes={smallLanes} />
        </Section>
        <Section>
          <TicketStrip lanes={denseLanes} />
        </Section>
      </Sample>
    </>
  );
}
