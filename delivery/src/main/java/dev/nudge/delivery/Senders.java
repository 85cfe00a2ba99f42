package dev.nudge.delivery;

import dev.nudge.delivery.channel.Channel;
import dev.nudge.delivery.mail.MailSender;
import dev.nudge.delivery.send.SendResult;
import dev.nudge.delivery.send.Sender;
import dev.nudge.delivery.track.Tracking;
import dev.nudge.delivery.trigger.FiredTrigger;
import dev.nudge.delivery.webhook.WebhookSender;
import dev.nudge.settings.References;
import java.util.Optional;

/**
 * What sends over a channel.
 *
 * @param references where secrets stand
 * @param allowPrivate whether webhooks may go to this machine and its network
 * @param tracking what opens and clicks are counted with; nothing where they are not
 */
public record Senders(References references, boolean allowPrivate, Optional<Tracking> tracking) {
  /** Sends over this channel; whoever asks for it closes it. */
  public Sender of(Channel channel) {
    if (channel.destination() instanceof Channel.Webhook webhook) {
      return new WebhookSender(webhook, channel.limits(), references, allowPrivate);
    }
    if (channel.destination() instanceof Channel.InApp) {
      return new InAppSender();
    }
    return new MailSender(
        channel.id(),
        (Channel.Email) channel.destination(),
        channel.limits(),
        references,
        channel.report() ? tracking : Optional.empty());
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
