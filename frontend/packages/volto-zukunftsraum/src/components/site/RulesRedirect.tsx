import { Redirect } from 'react-router-dom';

const RulesRedirect = () => <Redirect to="/controlpanel/rules" />;

export default RulesRedirect;
