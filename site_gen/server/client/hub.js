// One for all tabs of the preview: a SharedWorker that listens and passes on what it hears.

const tabs = new Set();
let turn = "";

self.onconnect = ({ ports: [tab] }) => {
  tab.onmessage = ({ data }) => {
    if (data === "gone") {
      tabs.delete(tab);
    } else {
      welcome(tab);
    }
  };
  welcome(tab);
};
listen();

function welcome(tab) {
  tabs.add(tab);
  if (turn) {
    tab.postMessage(turn);
  }
}

function listen() {
  const source = new EventSource("changes");
  source.onmessage = ({ data }) => {
    turn = data;
    for (const tab of tabs) {
      tab.postMessage(turn);
    }
  };
  // Some browsers try again by themselves, others only while there is somebody at the other end.
  source.onerror = () => {
    if (source.readyState === EventSource.CLOSED) {
      setTimeout(listen, 1000);
    }
  };
}
