/** The places of the highest scores above zero, best first, at most so many; of equal ones, the earlier first. */
export function topOf(scores: ArrayLike<number>, most: number): number[] {
  const places: number[] = [];
  let threshold = 0;
  for (let place = 0; place < scores.length; place++) {
    const score = scores[place]!;
    if (!(score > threshold)) continue;
    let at = places.length < most ? places.length : most - 1;
    for (; at > 0 && scores[places[at - 1]!]! < score; at--) places[at] = places[at - 1]!;
    places[at] = place;
    if (places.length === most) threshold = scores[places[most - 1]!]!;
  }
  return places;
}
