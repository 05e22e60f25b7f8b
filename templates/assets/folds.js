// Opens what is folded for paper, and closes it again: not every browser can by style alone.

export function start(details) {
  let wasOpen = details.open;
  addEventListener("beforeprint", () => {
    wasOpen = details.open;
    details.open = true;
  });
  addEventListener("afterprint", () => {
    details.open = wasOpen;
  });
}
