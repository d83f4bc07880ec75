// Squares as they are drawn: each stands off the page, and what is complete stands out most, in light and in dark.
const FULLEST_FIRST = ["complete", "substantial", "limited"];

/** How much of the square is filled, from 0 to 1. */
function filled(square) {
  const [, share] = getComputedStyle(square).backgroundImage.match(/([\d.]+)%/) ?? [];
  return share === undefined ? 0 : Number(share) / 100;
}

checks.squares = () => {
  const all = every("a.sq", there).filter((square) => !square.closest(".other"));
  if (!all.length) return [];
  const weights = FULLEST_FIRST.map((meaning) => [meaning, all.find((square) => square.matches(`.of-${meaning}`))]).filter(([, square]) => square)
    .map(([meaning, square]) => [meaning, filled(square), contrast(colour(getComputedStyle(square).borderTopColor), behind(square))]);
  return [
    ...weights.slice(1).flatMap(([meaning, fill, off], place) => {
      const [before, itsFill, itsOff] = weights[place];
      return [
        itsFill > fill ? "" : `Square of ${meaning} is as full as ${before}: ${fill} and ${itsFill}`,
        matchMedia("(forced-colors: active)").matches || itsOff > off ? "" : `Colour turned round: ${before} is ${itsOff.toFixed(1)}:1 off the page, ${meaning} ${off.toFixed(1)}:1`,
      ];
    }),
    ...all.filter((square) => contrast(colour(getComputedStyle(square).borderTopColor), behind(square)) < 3).map((square) => `Square less than 3:1 off the page: ${called(square)}`),
    ...all.filter((square) => filled(square) && square.matches(".of-unclear, .of-not-started")).map((square) => `Square filled though nothing says how far it is: ${called(square)}`),
    ...all.filter((square) => square.matches(".of-unclear") && getComputedStyle(square).borderTopStyle !== "dashed").map((square) => `Square of unclear is not dashed: ${called(square)}`),
    ...all.filter((square) => square.matches(".due") !== /past due/i.test(square.ariaLabel)).map((square) => `Square past due without its outline: ${called(square)}`),
    ...all.filter((square) => square.matches(".due") && !(outlined(square) && contrast(colour(getComputedStyle(square).outlineColor), behind(square)) >= 3)).map((square) => `Outline of past due less than 3:1: ${called(square)}`),
  ];
};
