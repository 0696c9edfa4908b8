// Returns the state of the current track, and of the step in the record.
function runOfTrack(step) {
  const { element, handlers, ...rest } = window.noted;
  const key = Object.keys(localStorage).find((key) => key.startsWith("tightspot:run:"));
  const { routine } = JSON.parse(localStorage[key]).data.life.back;
  const metadata = navigator.mediaSession.metadata;
  return {
    ...rest,
    handlers: Object.keys(handlers).filter((name) => handlers[name]),
    track: element && {
      isPaused: element.paused,
      position: element.currentTime,
      length: element.duration,
      address: element.src,
    },
    title: metadata && metadata.title,
    line: metadata && metadata.artist,
    picture: metadata && metadata.artwork[0].src,
    state: navigator.mediaSession.playbackState,
    now: window.Date.now(),
    step: routine[step],
  };
}
