// When something was said, in the words of the page's language.

/** 14:05, or 2:05 PM. */
export function clockTime(language: string, at: number): string {
  return new Intl.DateTimeFormat(language, { timeStyle: 'short' }).format(at);
}

/** today, yesterday, or the date; the year only where it is another one. */
export function dayName(language: string, at: number, now: number): string {
  const [day, today] = [new Date(at), new Date(now)];
  const days = Math.round((midnight(today) - midnight(day)) / dayMs);
  if (days <= 1) return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(-days, 'day');
  const year = day.getFullYear() === today.getFullYear() ? {} : { year: 'numeric' as const };
  return new Intl.DateTimeFormat(language, { weekday: 'long', day: 'numeric', month: 'long', ...year }).format(day);
}

const dayMs = 86_400_000;

function midnight(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}
