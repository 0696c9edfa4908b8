// Notes what becomes of the sound tracks, of the controls on the lock screen, of the screen lock and of what is said.
function watchTrack() {
  const noted = { since: window.performance.now(), played: [], ended: null, handlers: {}, locks: 0, said: [], saved: [] };
  window.noted = noted;
  const media = window.HTMLMediaElement.prototype;
  const play = media.play;
  media.play = function () {
    if (noted.element !== this) {
      noted.element = this;
      // Before the app's own listener, which gives the track back.
      this.addEventListener("ended", () => {
        noted.ended = { at: window.Date.now(), hidden: document.hidden, position: this.currentTime, length: this.duration };
      }, true);
    }
    if (this.getAttribute("src")) noted.played.push({ at: window.Date.now(), src: this.src, hidden: document.hidden });
    return play.call(this);
  };
  const session = navigator.mediaSession;
  const setHandler = session.setActionHandler.bind(session);
  session.setActionHandler = (name, handler) => {
    noted.handlers[name] = handler;
    setHandler(name, handler);
  };
  const setItem = window.Storage.prototype.setItem;
  window.Storage.prototype.setItem = function (key, text) {
    if (key.startsWith("tightspot:run:")) noted.saved.push({ at: window.Date.now(), hidden: document.hidden, text });
    return setItem.call(this, key, text);
  };
  Object.defineProperty(navigator, "wakeLock", {
    configurable: true,
    value: {
      // A promise of the page: Firefox runs scripts beside it, with a `Promise` of their own.
      request: () => {
        noted.locks += 1;
        return window.Promise.resolve({ release: () => window.Promise.resolve((noted.locks -= 1)) });
      },
    },
  });
  const voices = [
    { lang: "en-GB", localService: false, default: true, name: "far" },
    { lang: "de-DE", localService: true, default: false, name: "other" },
    { lang: "en-GB", localService: true, default: false, name: "near" },
  ];
  window.SpeechSynthesisUtterance = class {
    constructor(text) {
      this.text = text;
    }
  };
  Object.defineProperty(window, "speechSynthesis", {
    configurable: true,
    value: {
      getVoices: () => voices,
      cancel: () => {},
      speak: ({ voice, text }) => text && noted.said.push(`${voice.name}: ${text}`),
    },
  });
}
