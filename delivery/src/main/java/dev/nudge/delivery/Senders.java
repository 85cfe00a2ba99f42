package dev.nudge.delivery;

import dev.nudge.delivery.channel.Channel;
import dev.nudge.delivery.mail.MailSender;
import dev.nudge.delivery.send.SendResult;
import dev.nudge.delivery.send.Sender;
import dev.nudge.delivery.trigger.FiredTrigger;
import dev.nudge.delivery.webhook.WebhookSender;
import dev.nudge.settings.References;

/**
 * What sends over a channel.
 *
 * @param references where secrets stand
 * @param allowPrivate whether webhooks may go to this machine and its network
 */
public record Senders(References references, boolean allowPrivate) {
  /** Sends over this channel; whoever asks for it closes it. */
  public Sender of(Channel channel) {
    if (channel.destination() instanceof Channel.Webhook webhook) {
      return new WebhookSender(webhook, channel.limits(), references, allowPrivate);
    }
    return new MailSender(
        channel.id(), (Channel.Email) channel.destination(), channel.limits(), references);
  }

  /** Sends nothing: what was on its way over a channel that is gone is given up. */
  static Sender nowhere(String channel) {
    return new Sender() {
      @Override
      public SendResult send(FiredTrigger trigger) {
        return new SendResult.Refused("the channel '" + channel + "' was removed", true);
      }

      @Override
      public boolean receiverDropsRepeats() {
        return false;
      }

      @Override
      public void close() {
        // There is nothing to let go of.
      }
    };
  }
}
