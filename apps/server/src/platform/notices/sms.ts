/**
 * SMS through an HTTP gateway: a template's number with a code, a count and a day, never a text. The request is signed:
 * `X-Signature` = hex HMAC-SHA256(key, timestamp LF message id LF hex SHA-256 of the body).
 */
import { createHash, createHmac } from 'node:crypto';
import { briefData } from '@mingcha/core/common/notice.ts';
import type { SmsSettings } from '@mingcha/core/common/notice-channel-api.ts';
import { postJson } from '../outside/post-json.ts';
import { type ChannelUse, gatewayMs, type Outcome, type Outgoing } from './adapter.ts';
import { memberOf, unanswered } from './gateway-reply.ts';

export async function sendSms(use: ChannelUse<SmsSettings>, message: Outgoing): Promise<Outcome> {
  const { settings, secret, config } = use;
  const body = JSON.stringify({
    requestId: message.id,
    phone: message.address,
    signName: settings.signName,
    templateId: message.template === 'digest' ? settings.digestTemplate : settings.noticeTemplate,
    // Parsed once more at the door: nothing else may leave.
    params: named(briefData.parse(message.params)),
  });
  const timestamp = String(Math.floor(Date.parse(message.at) / 1000));
  const digest = createHash('sha256').update(body, 'utf8').digest('hex');
  const signed = `${timestamp}\n${message.id}\n${digest}`;
  const posted = await postJson(config, {
    url: settings.url,
    body,
    timeoutMs: gatewayMs,
    headers: {
      'x-app-key': settings.appKey,
      'x-timestamp': timestamp,
      'x-signature': createHmac('sha256', secret.secret).update(signed, 'utf8').digest('hex'),
      'idempotency-key': message.id,
    },
  });
  const missing = unanswered(posted);
  if (missing !== null) return missing;
  const { json } = posted as { readonly json: unknown };
  const said = memberOf(json, settings.okField);
  if (said === settings.okValue) return { kind: 'accepted', gatewayId: memberOf(json, settings.idField) };
  return { kind: 'refused', problem: 'refused', detail: said ?? '' };
}

/** Templates need all of their names; a dash stands for what there is not. */
function named(params: ReturnType<typeof briefData.parse>): Record<string, string> {
  const { code = '-', count = 1, due = '-' } = params;
  return { code, count: String(count), due };
}
