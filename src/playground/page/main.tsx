import { render } from 'preact';
import { keepPageOnDrop } from './drop-zone.ts';
import { App } from './view/app.tsx';
import './style/base.css';
import './style/layout.css';
import './style/message.css';
import './style/blocks.css';
import './style/media.css';
import './style/composer.css';
import './style/modal.css';
import './style/drawer.css';

keepPageOnDrop();
const root = document.getElementById('app');
if (root !== null) render(<App />, root);
