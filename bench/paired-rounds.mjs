/**
 * Asks several peers in turn, round after round, so that whatever else the machine does meets all of them alike; each
 * round begins with another one.
 * @template Answer
 * @param {readonly ((round: number) => Promise<Answer>)[]} peers
 * @param {number} rounds
 * @returns {Promise<Answer[][]>} for each peer, its answers
 */
export async function pairedRounds(peers, rounds) {
  /** @type {Answer[][]} */
  const answers = peers.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < peers.length; turn++) {
      const peer = (round + turn) % peers.length;
      answers[peer].push(await peers[peer](round));
    }
  }
  return answers;
}

/**
 * How many times as much as the other one each round gave.
 * @param {readonly number[]} values
 * @param {readonly number[]} others
 */
export const ratios = (values, others) => values.map((value, i) => value / others[i]);
