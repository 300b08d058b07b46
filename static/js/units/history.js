// What can be undone: states of the tree with the place that had focus. Typing in one unit counts as one step.

const LONGEST = 300;

export class History {
  constructor(state) {
    this.states = [state];
    this.now = 0;
    this.typing = "";
  }

  // `typing`: where somebody types; another key stroke in the same place belongs to the same step.
  keep(state, typing = "") {
    if (typing && typing === this.typing && this.now === this.states.length - 1) {
      this.states[this.now] = state;
      return;
    }
    this.states = [...this.states.slice(0, this.now + 1), state].slice(-LONGEST);
    this.now = this.states.length - 1;
    this.typing = typing;
  }

  pause() {
    this.typing = "";
  }

  go(by) {
    const state = this.states[this.now + by];
    if (!state) return null;
    this.now += by;
    this.typing = "";
    return state;
  }
}
