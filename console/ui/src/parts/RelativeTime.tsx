import { useFigures } from "../i18n/figures";
import { useNow } from "./useNow";

export function RelativeTime({ time }: { time: string }) {
  const figures = useFigures();
  const now = useNow();
  if (Number.isNaN(Date.parse(time))) {
    return <span className="quiet">–</span>;
  }
  return (
    <time dateTime={time} title={figures.exact(time)}>
      {figures.ago(time, now)}
    </time>
  );
}
