/** E-mail: a composed message to the administrator's SMTP server. */
import type { EmailSettings } from '@mingcha/core/common/notice-channel-api.ts';
import { gatewayAddress } from '../outside/gateway-address.ts';
import { type ChannelUse, gatewayMs, type Outcome, type Outgoing } from './adapter.ts';
import { mailText } from './mail-text.ts';
import { submitMail } from './smtp.ts';

export async function sendEmail(use: ChannelUse<EmailSettings>, message: Outgoing): Promise<Outcome> {
  const { settings, secret, config } = use;
  const text = mailText({
    from: { name: settings.fromName, address: settings.from },
    to: message.address,
    subject: message.subject,
    body: message.body,
    id: message.id,
    at: message.at,
  });
  if (text === null) return { kind: 'refused', problem: 'address', detail: '' };
  const found = await gatewayAddress(config, settings);
  if (!found.ok) {
    const problem = found.error.code === 'gateway.unknown_host' ? 'host' : 'closed';
    return { kind: 'deferred', channel: true, problem, detail: settings.host };
  }
  const server = {
    host: settings.host,
    port: settings.port,
    to: found.value,
    security: settings.security,
    user: settings.user === '' ? null : settings.user,
    password: secret.secret,
  };
  const mail = { from: settings.from, to: message.address, text };
  const outcome = await submitMail(server, mail, { stepMs: gatewayMs, totalMs: 3 * gatewayMs });
  if (outcome.kind === 'accepted') return { kind: 'accepted', gatewayId: queueId(outcome.reply) };
  if (outcome.kind !== 'deferred') return outcome;
  const { problem, detail } = outcome;
  return { kind: 'deferred', channel: outcome.server, problem, detail };
}

/** Servers answer `2.0.0 Ok: queued as 4F1C2A` in many forms: the whole answer is the proof. */
function queueId(reply: string): string | null {
  return reply === '' ? null : reply;
}
